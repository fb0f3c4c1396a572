using System;

namespace MigSdk;

/// <summary>Declares the features that a driver needs to have this state.</summary>
/// <remarks>Features that the initial state requires are mandatory: every driver has them, declared or not.</remarks>
/// <typeparam name="TFeatures">The spec's feature enum, a <see cref="FlagsAttribute"/> enum.</typeparam>
/// <param name="features">One feature, or several of which all are needed.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class RequiresAttribute<TFeatures>(TFeatures features) : Attribute
    where TFeatures : struct, Enum
{
    /// <summary>One feature, or several of which all are needed.</summary>
    public TFeatures Features { get; } = features;
}
