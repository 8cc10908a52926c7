#pragma once

#include "focus_ring.h"
#include "screen_choice.h"
#include "theme.h"

#include <QPointer>
#include <QScreen>
#include <QWidget>

#include <functional>

/// A window beside the counter's, on a screen of its own where there is one. When that screen goes
/// it hides, so that it never covers the counter, and comes back with it. Its sizes follow its own
/// window, its colours the counter's. Never takes the keyboard by itself when it opens. Owned by
/// ShopWindows; main thread.
class BesideWindow : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BesideWindow)
public:
    /// What its settings say. A value.
    struct Place {
        QString screen; ///< As in screenOf().
        QString keys; ///< "auto", "yes", "no": whether a touch gives it the keyboard.
        bool operator==(const Place &) const = default;
    };
    BesideWindow(const Theme &counterTheme, QWidget &counter, AutoScreen automatic);

    void open(const Place &place);
    void setPlace(const Place &place); ///< While it is open it moves there.
    /// Open, though perhaps on a screen that is not there now.
    bool isOpen() const { return m_open; }
    bool isWaitingForScreen() const { return m_open && isHidden(); }
    bool takesKeyboard() const { return !(windowFlags() & Qt::WindowDoesNotAcceptFocus); }
    void end(); ///< Closes it.
    /// Looks at the screens again and moves to where it belongs. It does so by itself.
    void follow();
    /// The screens there are; for tests by hand.
    void setScreens(std::function<QList<QScreen *>()> screens) { m_screens = std::move(screens); }

signals:
    void openChanged(bool open);
    void screenLost(); ///< It waits for its screen.

protected:
    const Theme &theme() const { return m_theme; }
    virtual void place() = 0; ///< Everything in it, after a change of size or look.

    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill(QScreen &screen);
    void showAsWindow();
    void dress();
    bool wantsKeyboard(int screen) const;

    const Theme &m_counterTheme;
    QWidget &m_counter;
    const AutoScreen m_automatic;
    Theme m_theme;
    FocusRing m_ring;
    Place m_place;
    std::function<QList<QScreen *>()> m_screens;
    QPointer<QScreen> m_screen; ///< That it fills.
    bool m_filling = false; ///< It was on a screen of its own.
    bool m_open = false;
};
