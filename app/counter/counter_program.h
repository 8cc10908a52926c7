#pragma once

#include "counter_parts.h"
#include "counter_shop.h"
#include "language.h"
#include "theme.h"

#include <memory>

class CounterWindow;

/// What the counter's window works with, of a shop and a theme.
CounterParts windowParts(CounterShop &shop, Theme &theme, Mode systemMode);

/// The counter as a program: the shop, its look and language, its window. Owned by main; main
/// thread. Needs a QApplication.
class CounterProgram final
{
public:
    /// Claims the shop. Errors: as CounterShop::open().
    static Result<std::unique_ptr<CounterProgram>> open(const SettingSources &sources,
                                                        const Settings &settings);
    ~CounterProgram();

    /// Shows the window, then begins what goes on behind it: the first sale waits for nothing.
    void start();
    CounterWindow &window() { return *m_window; }
    CounterShop &shop() { return *m_shop; }

private:
    explicit CounterProgram(std::unique_ptr<CounterShop> shop);

    std::unique_ptr<CounterShop> m_shop;
    Language m_language;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<CounterWindow> m_window;
};
