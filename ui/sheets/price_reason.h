#pragma once

#include <QWidget>

class KeyChoice;
class TextField;
class TextLabel;
class Theme;

/// Why a price is not the list's: one of a few reasons, or another in words. Owned by its parent,
/// main thread.
class PriceReason final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PriceReason)
public:
    PriceReason(const Theme &theme, int columns, QWidget *parent);

    /// As it will stand in the receipt; empty while none is given.
    QString reason() const;
    void setReason(const QString &reason); ///< Without a signal; empty = none.
    bool isTyping() const; ///< Letters and digits belong to its field now.

signals:
    void changed();
    void accepted(); ///< Enter in the field.

private:
    static QStringList reasons();
    void showField();

    TextLabel *m_label;
    KeyChoice *m_keys;
    TextField *m_other;
};
