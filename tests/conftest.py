"""What every test may ask for: the private servers and the started programs."""

pytest_plugins = ["tests.support.servers.fixtures", "tests.support.process_fixtures", "tests.support.unit_time"]
