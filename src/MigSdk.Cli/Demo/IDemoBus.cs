using System;

namespace MigSdk.Cli.Demo;

/// <summary>What the sample device reaches outside of itself.</summary>
internal interface IDemoBus
{
    /// <summary>Reads guest memory.</summary>
    /// <returns>False where nothing is mapped there, or not for reading.</returns>
    bool TryRead(ulong address, Span<byte> destination);

    /// <summary>Writes guest memory.</summary>
    /// <returns>False where nothing is mapped there, or not for writing.</returns>
    bool TryWrite(ulong address, ReadOnlySpan<byte> source);

    /// <summary>Raises an MSI-X vector.</summary>
    void Interrupt(int vector);

    /// <summary>The device's place on its bus as the guest has set it up, which migrates with the device.</summary>
    byte[] SaveConfiguration();

    /// <summary>Takes over what another bus has saved.</summary>
    /// <exception cref="MigrationException">EINVAL: it is of another device; nothing has changed.</exception>
    void LoadConfiguration(ReadOnlySpan<byte> saved);
}
