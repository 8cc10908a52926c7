#pragma once

#include "qr_code.h"

#include <QWidget>

class Theme;

/// A QR code with its quiet zone, dark on light in every mode. Owned by its parent; main thread.
class CodeView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CodeView)
public:
    CodeView(const Theme &theme, QWidget *parent);

    void setText(const QString &text);
    const QrCode &code() const { return m_code; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QrCode m_code;
};
