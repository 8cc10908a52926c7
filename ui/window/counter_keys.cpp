#include "counter_keys.h"

CounterKeys::CounterKeys()
    : m_keys(counterKeys())
{
}

std::optional<CounterAction> CounterKeys::actionOf(const QKeyEvent &event) const
{
    const Qt::KeyboardModifiers modifiers =
        event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier);
    // Plus, minus and the like are reached with or without Shift, by the keyboard's country.
    const bool sign = event.text().size() == 1 && event.text().at(0).isPrint()
        && !(modifiers & (Qt::ControlModifier | Qt::AltModifier));
    const Qt::KeyboardModifiers counted = sign ? Qt::KeyboardModifiers() : modifiers;
    const QKeySequence pressed(QKeyCombination(counted, Qt::Key(event.key())));
    for (const CounterKey &key : m_keys) {
        if (!key.sequence.isEmpty() && key.sequence == pressed)
            return key.action;
    }
    return std::nullopt;
}
