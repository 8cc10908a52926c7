#pragma once

#include <QTcpServer>

#include <functional>

/// The listening socket of HTTPS. What it accepts goes to the GuardedServer that owns it, so that
/// both ports have one guard and one budget.
class EncryptedListener final : public QTcpServer
{
    Q_OBJECT
public:
    using Take = std::function<void(qintptr descriptor)>;
    EncryptedListener(Take take, QObject *parent);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    const Take m_take;
};
