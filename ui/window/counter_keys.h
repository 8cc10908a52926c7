#pragma once

#include "key_table.h"

#include <QKeyEvent>

#include <optional>
#include <vector>

/// Finds the action of a key in the one table. A value.
class CounterKeys
{
public:
    CounterKeys();
    std::optional<CounterAction> actionOf(const QKeyEvent &event) const;

private:
    std::vector<CounterKey> m_keys;
};
