#pragma once

#include "counter_parts.h"
#include "counter_sheets.h"

#include <utility>

// How the sheets of the counter are made; for the files of CounterSheets only.

/// Gives a sheet its place and its figures, now and whenever they change.
template <typename T> void CounterSheets::dress(T &sheet)
{
    const auto dressIt = [this, &sheet] {
        sheet.setFrame(m_frame);
        if constexpr (requires { sheet.setFigures(m_figures); })
            sheet.setFigures(m_figures);
        if constexpr (requires { sheet.setWords(m_words); })
            sheet.setWords(m_words);
        if constexpr (requires { sheet.setCashKeys(m_cashKeys); })
            sheet.setCashKeys(m_cashKeys);
    };
    dressIt();
    m_dressers.emplace_back(dressIt);
}

template <typename T, typename... Arguments>
T &CounterSheets::made(T *&sheet, Arguments &&...arguments)
{
    if (!sheet) {
        sheet = new T(m.counterParts.theme, std::forward<Arguments>(arguments)..., &m_window);
        sheet->hide();
        dress(*sheet);
        connect(sheet, &T::backAsked, this, [this, sheet] {
            if (m_stack.current() == sheet)
                m_stack.close();
        });
    }
    return *sheet;
}
