#pragma once

#include "key_button.h"

#include <QWidget>

#include <vector>

/// The keys of which one tap finishes a sale: sums of cash in two columns, or one wide key. Only
/// the first may be filled. Owned by the tender sheet; main thread.
class SumKeys final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SumKeys)
public:
    static constexpr int mostKeys = 6;

    /// What stands on one key.
    struct Key {
        QString text;
        QString second;
        QString icon;
    };

    SumKeys(const Theme &theme, QWidget *parent);

    /// Up to six; one alone takes the whole width.
    void showKeys(const std::vector<Key> &keys);
    void setFirstKind(KeyButton::Kind kind);
    void setKeyHeight(int px);
    int neededHeight() const;
    KeyButton &key(int index) { return *m_keys[size_t(index)]; }
    bool textFits() const;

signals:
    void tapped(int index);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    int shownKeys() const;
    int rows() const { return (shownKeys() + 1) / 2; }
    void place();

    const Theme &m_theme;
    std::vector<KeyButton *> m_keys;
    int m_keyHeight = 128;
};
