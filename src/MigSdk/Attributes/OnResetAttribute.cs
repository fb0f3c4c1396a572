using System;

namespace MigSdk;

/// <summary>
/// Has a method without parameters and result bring the device itself back to the spec's initial state. It runs in
/// every reset, from whatever state, after the session was closed and before <c>State</c> shows the initial state.
/// </summary>
/// <remarks>
/// It is synchronous because a reset never waits. No exit handler runs in a reset: what must end with a session belongs
/// into the session's <see cref="MigrationSession.OnClosed"/> or in here. If it throws, the device is in the spec's
/// error state, where the spec has one, and the reset fails with the errno of what it threw (EIO where it gave none).
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnResetAttribute : Attribute;
