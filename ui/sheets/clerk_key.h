#pragma once

#include "clerk_tab.h"
#include "painted_button.h"

/// A large key with a clerk's circle and name, on paper or on the slate of the locked till. Owned
/// by its parent, main thread.
class ClerkKey final : public PaintedButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClerkKey)
public:
    enum class Ground { Page, Slate };

    /// @p face names the clerk; its sum is written small below the name, or nothing.
    ClerkKey(const Theme &theme, const ClerkFace &face, Ground ground, QWidget *parent);

    const ClerkFace &face() const { return m_face; }
    bool textFits() const { return m_name.fits && m_second.fits; }
    QSize sizeHint() const override;

protected:
    void arrange() override;
    void paintEvent(QPaintEvent *event) override;

private:
    QRectF circle() const;
    QRectF words() const;

    ClerkFace m_face;
    Ground m_ground;
    NameLayout m_name;
    NameLayout m_second;
};
