#pragma once

#include "setting_words.h"

#include <QWidget>

class Theme;

/// What one setting is changed with: a switch, a segment, a list, a stepper or a field, as its type
/// needs. Owned by its parent, main thread.
class SettingControl : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingControl)
public:
    explicit SettingControl(QWidget *parent)
        : QWidget(parent)
    {
    }
    virtual void setValue(const QString &value) = 0; ///< Without a signal.
    virtual void setError(const QString & /*error*/) { } ///< Only fields can be wrong.
    virtual bool textFits() const { return true; }

signals:
    void edited(const QString &value); ///< By the user.
    void listAsked(); ///< The list of its choices is to be opened.

protected:
    enum class Width { Whole, Own };
    /// Fills this control with @p part, or puts it at its start in its own width.
    void hold(QWidget *part, Width width);
};

/// For a setting that can be changed here.
SettingControl *makeSettingControl(const Theme &theme, const SettingRow &row, QWidget *parent);
/// For one that is said elsewhere: shows it, with a lock.
SettingControl *makeLockedControl(const Theme &theme, const SettingRow &row, QWidget *parent);
