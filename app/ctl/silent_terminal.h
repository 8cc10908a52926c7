#pragma once

#include <memory>

/// While it lives a terminal at standard input does not show what is typed.
class SilentTerminal
{
public:
    SilentTerminal();
    ~SilentTerminal();
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;
    /// Whether standard input is a terminal at all.
    bool any() const { return bool(m_before); }

private:
    struct Before;
    std::unique_ptr<Before> m_before;
};
