using System;

namespace MigSdk;

/// <summary>
/// Declares a state as optional in a spec without a feature enum. A driver lists the optional states that it has:
/// <c>[StateMachineDriver&lt;PowerState&gt;(PowerState.D1)]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class OptionalAttribute : Attribute;
