"""What every test may ask for: private servers, started programs, and a place for its figures."""

from hypothesis import settings

# A deadline would be a timed assertion: on a busy machine it fails for no reason.
settings.register_profile("adborth", deadline=None)
# The quick tests are run all day: less luck each time, and all of it in `make test`.
settings.register_profile("quick", deadline=None, max_examples=10)
settings.load_profile("adborth")

pytest_plugins = [
    "tests.support.servers.fixtures",
    "tests.support.process_fixtures",
    "tests.support.system.fixtures",
    "tests.support.figures",
    "tests.support.small_engine",
    "tests.support.unit_time",
]
