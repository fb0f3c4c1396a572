using System;

namespace MigSdk;

/// <summary>
/// Declares a state of the saving group in which the device still runs: the stream has no end there (a read gives
/// <see cref="ReadOutcome.NoDataYet"/> when it is drained) and <see cref="SavingSession.GetPreCopyInfo"/> answers.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class PreCopyStateAttribute : Attribute;
