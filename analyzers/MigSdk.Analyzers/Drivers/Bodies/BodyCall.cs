using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>A call in a driver's code.</summary>
/// <param name="Operation">The call.</param>
/// <param name="Owner">The method, local function or lambda whose body it is in, not counting those inside of it.</param>
/// <param name="Callee">
/// What of the same class runs: a method that is called on <c>this</c> or is static, a local function, or a lambda that is
/// called where it stands. Null where the call is of something else, or is not certain to run this very body.
/// </param>
/// <param name="Request">
/// The name of the generated member where the driver is asked for a transition or a reset by itself; null for all else.
/// </param>
internal sealed record BodyCall(IInvocationOperation Operation, IMethodSymbol Owner, IMethodSymbol? Callee, string? Request);
