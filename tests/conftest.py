"""What every test may ask for: the private servers and the started programs."""

pytest_plugins = ["tests.support.servers.fixtures"]
