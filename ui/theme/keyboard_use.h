#pragma once

#include <QObject>

/// Knows whether the keyboard or the finger was used last, so that the focus ring is there for
/// those who need it only. Filters the application's events; owned by the theme, main thread.
class KeyboardUse final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyboardUse)
public:
    KeyboardUse() = default;
    bool used() const { return m_used; }

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void changed();

private:
    void set(bool used);

    bool m_used = false;
};
