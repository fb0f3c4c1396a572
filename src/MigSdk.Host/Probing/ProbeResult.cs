namespace MigSdk.Host;

/// <summary>What a probe has found.</summary>
public sealed class ProbeResult
{
    internal ProbeResult(
        MigrationFeatures features, TransitionSet<MigrationState> supported, TransitionSet<MigrationState> intended)
    {
        Features = features;
        Supported = supported;
        Intended = intended;
        Missing = intended.Except(supported);
    }

    /// <summary>What the device supports, as features.</summary>
    public MigrationFeatures Features { get; }

    /// <summary>Every transition that the device supports.</summary>
    public TransitionSet<MigrationState> Supported { get; }

    /// <summary>Every transition that the host intends to ask for.</summary>
    public TransitionSet<MigrationState> Intended { get; }

    /// <summary>Those that the host intends to ask for and that the device does not support.</summary>
    public TransitionSet<MigrationState> Missing { get; }

    /// <summary>Whether nothing is missing.</summary>
    public bool IsComplete => Missing.Count == 0;

    /// <summary>Goes on only where nothing is missing.</summary>
    /// <exception cref="MigrationException">EOPNOTSUPP; the message lists every transition that is missing.</exception>
    public void EnsureComplete()
    {
        if (!IsComplete)
            throw new MigrationException(Errno.EOPNOTSUPP, Describe("The device"));
    }

    internal string Describe(string device) =>
        $"{device} (features {Features}) lacks {Missing.Count} of the {Intended.Count} transitions that the host uses: "
        + $"{Missing}.";
}
