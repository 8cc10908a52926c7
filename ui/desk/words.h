#pragma once

#include "error.h"

#include <QString>

/// What happened, in a sentence for the clerk: what still works, what to do. Never blames, never
/// shows a machine's word.
QString errorSentence(const Error &error);
