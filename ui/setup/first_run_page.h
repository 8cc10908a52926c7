#pragma once

#include "error.h"

#include <QWidget>

struct FirstRunChoice;
class Theme;

/// One page of the first run's questions. Owned by the first run screen; main thread.
class FirstRunPage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FirstRunPage)
public:
    FirstRunPage(const Theme &theme, QWidget *parent);

    virtual QString title() const = 0;
    virtual QString help() const = 0;
    /// Whether the answers can be taken; marks those that cannot.
    virtual bool check() = 0;
    /// Adds the answers of this page to @p choice.
    virtual void answer(FirstRunChoice &choice) const = 0;
    /// Marks what @p error is about; false where that is not on this page.
    virtual bool mark(const Error &error) = 0;
    virtual QWidget *firstField() const = 0; ///< Where the cursor begins.
    virtual bool textFits() const = 0;

signals:
    void accepted(); ///< Enter in a field.

protected:
    const Theme &theme() const { return m_theme; }

private:
    const Theme &m_theme;
};
