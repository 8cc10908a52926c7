#pragma once

#include "painted_button.h"

/// A light of the top bar: icon, name where there is room, and a tick or what is wrong; or a count.
/// Taps ask what it means. Takes touches over the whole bar. Owned by its parent, main thread.
class StatusLight final : public PaintedButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusLight)
public:
    enum class State {
        Good, ///< A tick.
        Waiting, ///< Three dots: it is being tried.
        Bad, ///< A triangle.
        Plain ///< No mark: an orders bell, a lock.
    };
    enum class Naming { Shown, Hidden };

    StatusLight(const Theme &theme, const QString &name, const QString &icon, QWidget *parent);

    void setState(State state);
    State state() const { return m_state; }
    void setNaming(Naming naming); ///< Hidden where the bar is narrow; still read out.
    void setCount(int count); ///< Beside the icon; 0: none.
    /// Something that somebody should see to: a triangle in place of the icon and @p shown in place
    /// of the name; @p spoken is read out. Empty: nothing.
    void setUrgent(const QString &shown, const QString &spoken);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();
    QString mark() const;
    QString countWords() const;
    QString plainWords() const;
    QString shownName() const { return m_urgent.isEmpty() ? text() : m_urgent; }
    int iconSide() const;
    int markWidth() const;

    QString m_icon;
    State m_state = State::Plain;
    Naming m_naming = Naming::Shown;
    int m_count = 0;
    QString m_urgent;
    QString m_urgentSpoken;
};
