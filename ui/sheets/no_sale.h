#pragma once

#include "result.h"

#include <QObject>

#include <functional>

class Counter;

/// Opens the drawer without a sale: leaves an entry of kind "drawer" in the journal, with the
/// reason "no_sale" and the number of the clerk. @p done is called on the main thread unless
/// @p context is gone by then. Errors: as Till::record().
void recordNoSale(Counter &counter, QObject *context, std::function<void(Result<void>)> done);
/// What is said to the clerk then.
QString noSaleSentence(const Result<void> &done);
