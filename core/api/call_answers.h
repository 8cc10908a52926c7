#pragma once

#include "answer.h"

#include <QByteArrayView>

class RequestInHand;
struct HealthReport;
struct RouteMatch;

/// What may be asked of an address. A page of another origin learns that it may, also from the
/// Internet into the shop's network (Access-Control-Request-Private-Network).
Answer preflightAnswer(const RouteMatch &match, const RequestInHand &request);
/// The key that a request shows (RFC 6750 §2.1); empty when it shows none. Calls that are open to
/// all look only at what begins like one of our keys: other tokens are meant for somebody before
/// us.
QByteArray shownKey(QByteArrayView authorization, const RouteMatch &match);
/// The address is there, but not by this method.
Answer methodAnswer(const RouteMatch &match);
/// 200 with each check, or 503 that names the failing ones.
Answer healthAnswer(const HealthReport &report, QByteArrayView requestId);
