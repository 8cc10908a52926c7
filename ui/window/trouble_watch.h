#pragma once

#include "top_bar.h"

#include <QObject>

#include <optional>

class ShopState;

/// Turns the state of the shop into the lights of the top bar, and into its one quiet sentence when
/// something is away. Owned by the window; main thread.
class TroubleWatch final : public QObject
{
    Q_OBJECT
public:
    TroubleWatch(ShopState &state, TopBar &bar, QObject *parent);

private:
    void show();
    void showLights();
    std::vector<TopBar::Trouble> troubles() const;
    std::optional<TopBar::Trouble> databaseTrouble() const;
    TopBar::Trouble databaseAway() const;
    TopBar::Trouble databaseAtWork() const;
    TopBar::Trouble databaseOfAnotherVersion() const;
    QString whatIsSafe() const;
    void keyPressed();

    ShopState &m_state;
    TopBar &m_bar;
};
