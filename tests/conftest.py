"""What every test may ask for: private servers, started programs, and a place for its figures."""

pytest_plugins = [
    "tests.support.servers.fixtures",
    "tests.support.process_fixtures",
    "tests.support.system.fixtures",
    "tests.support.figures",
    "tests.support.unit_time",
]
