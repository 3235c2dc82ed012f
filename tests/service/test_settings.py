"""Settings: options before the environment before the defaults; what is wrong is named as the user wrote it."""

import pytest

from standalloc.service.settings import Settings, SettingsError, read_settings


def test_the_defaults_need_no_other_server():
    assert read_settings({}, {}) == Settings()
    assert Settings().database == "sqlite:///standalloc.db"


def test_options_go_before_the_environment():
    environment = {"STANDALLOC_MOST_QUEUED": "7", "STANDALLOC_MOST_RUNNING": "3", "HOME": "/"}
    settings = read_settings({"most_queued": 9, "most_running": None}, environment)
    assert (settings.most_queued, settings.most_running) == (9, 3)


def test_the_environment_is_the_process_own_by_default(monkeypatch):
    monkeypatch.setenv("STANDALLOC_LEASE_SECONDS", "12.5")
    assert read_settings().lease_seconds == 12.5


def test_empty_and_unknown_variables_are_left_alone():
    assert read_settings({}, {"STANDALLOC_MOST_QUEUED": "", "STANDALLOC_COLOUR": "blue"}) == Settings()


@pytest.mark.parametrize(
    ("options", "environment", "message"),
    [
        ({}, {"STANDALLOC_MOST_QUEUED": "x"}, "STANDALLOC_MOST_QUEUED 'x': input should be a valid integer"),
        ({"most_queued": 0}, {}, "--most-queued 0: input should be greater than or equal to 1"),
        ({"lease_seconds": "nan"}, {}, "--lease-seconds 'nan': input should be"),
        ({}, {"STANDALLOC_DATABASE": "mysql://x"}, "STANDALLOC_DATABASE: the database is of kind 'mysql'"),
        ({"colour": 1}, {}, "colour 1: extra inputs are not permitted"),
    ],
)
def test_what_is_wrong_is_named_as_it_was_set(options, environment, message):
    with pytest.raises(SettingsError, match=message):
        read_settings(options, environment)


def test_a_password_stays_out_of_the_message():
    with pytest.raises(SettingsError) as caught:
        read_settings({"database": "oracle://kim:secret@host/x"}, {})
    assert "secret" not in str(caught.value)
