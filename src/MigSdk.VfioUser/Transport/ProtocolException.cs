using System;

namespace MigSdk.VfioUser;

/// <summary>
/// The peer does not keep to the protocol, so that there is no telling where its next message begins or what it means.
/// </summary>
internal sealed class ProtocolException(string message) : Exception(message);
