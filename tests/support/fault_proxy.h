#pragma once

#include <QString>

#include <memory>

/// A network that fails as a test says: takes connections on a port of its own of 127.0.0.1 and
/// carries their bytes to a server and back, or does not. What it does can be changed while
/// connections are open. Owned by a test; works on a thread of its own; thread-safe.
class FaultProxy final
{
public:
    enum class Mode {
        Forward,
        Slow, ///< Each portion is 150 ms under way.
        Trickle, ///< A byte in 5 ms, each way.
        Silent, ///< Nothing moves; what was sent arrives when that ends, as after a pulled plug.
        Drop, ///< What is sent is lost. Connections that lost something break when that ends.
        HalfOpen, ///< The server's ends are gone, and the clients never hear of it.
        Refuse, ///< Nobody listens; open connections are reset.
    };
    /// To the server at @p host (a number) and @p port.
    FaultProxy(const QString &host, quint16 port);
    ~FaultProxy();
    Q_DISABLE_COPY_MOVE(FaultProxy)

    QString host() const { return QStringLiteral("127.0.0.1"); }
    quint16 port() const;
    void set(Mode mode);
    /// Resets all open connections; new ones are carried on as before.
    void resetAll();
    /// Resets the connection on which the server's next @p bytes bytes have gone through, once.
    void resetAfter(qint64 bytes);
    /// Whether the reset that was asked for last has come to pass.
    bool cut() const;
    /// Connections taken so far.
    int taken() const;

private:
    class Carrier;
    std::unique_ptr<Carrier> m_carrier;
};
