#pragma once

#include "till.h"

class Settings;

/// The step that a sum paid in cash is rounded to, in minor units of a currency with two decimals:
/// as `cash.round_to` says, else as the country has it, else one minor unit.
Money cashStepOf(const Settings &settings);
/// What a till takes from the settings of its shop.
TillSettings tillSettingsOf(const Settings &settings);
