#pragma once

#include "counter_frame.h"
#include "figures.h"

#include <QWidget>

#include <vector>

class ClerkTab;
class Counter;
class Theme;
struct ClerkFace;

/// The clerks' tabs above the basket, each with its sum, and the one that adds a clerk. Owned by
/// the counter window; main thread.
class ClerkBar final : public QWidget
{
    Q_OBJECT
public:
    ClerkBar(const Theme &theme, Counter &counter, QWidget *parent = nullptr);

    void setFigures(const Figures &figures);
    void setFrame(const CounterFrame &frame);
    bool textFits() const;

signals:
    void addAsked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showClerks();
    void addTab(const ClerkFace &face);
    void place();

    const Theme &m_theme;
    Counter &m_counter;
    Figures m_figures;
    std::vector<ClerkTab *> m_tabs;
    ClerkTab *m_add;
    int m_placedFor = -1;
};
