#pragma once

#include "clerk_key.h"

#include <QWidget>

#include <vector>

/// Number of the colour of the clerk at @p place of a list, from 0: the colours go round, so that
/// neighbours differ.
int clerkColour(size_t place);

/// Keys of several clerks in as many columns as there is room for. Owned by its parent, main
/// thread.
class ClerkKeys final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClerkKeys)
public:
    struct Clerk {
        int clerk = 0; ///< Number in the list of clerks.
        ClerkFace face;
    };
    ClerkKeys(const Theme &theme, ClerkKey::Ground ground, QWidget *parent);

    void show(const std::vector<Clerk> &clerks);
    bool textFits() const;
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

signals:
    void chosen(int clerk);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    int columnsIn(int width) const;
    int keyHeight() const;
    void place();

    const Theme &m_theme;
    ClerkKey::Ground m_ground;
    std::vector<ClerkKey *> m_keys;
};
