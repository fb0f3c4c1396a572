using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using static Samples.PciPowerStates.PowerState;

namespace Samples.PciPowerStates;

/// <summary>The power management of a function that has D1 and not D2.</summary>
/// <remarks>
/// Leaving D3hot, and power that comes back, reset the function: what software has configured is saved on the way down and
/// restored on the way up.
/// </remarks>
[StateMachineDriver<PowerState>(D1)]
internal sealed partial class PciFunctionDriver(PciFunction function)
{
    // Section 5.6.1 of the specification: how long software waits before it touches the function again.
    private static readonly TimeSpan D3HotDelay = TimeSpan.FromMilliseconds(10);

    private readonly ushort[] _saved = new ushort[PciFunction.Words];

    [Arc<PowerState>(D0, D1), Arc<PowerState>(D1, D0)]
    private void Nap(ArcContext<PowerState> arc) => SetPowerState(arc.To);

    [Arc<PowerState>(D0, D3Hot), Arc<PowerState>(D1, D3Hot)]
    private async ValueTask SleepAsync(CancellationToken cancel)
    {
        for (int word = 0; word < PciFunction.Words; word++)
            _saved[word] = function.Read(word);
        SetPowerState(D3Hot);
        await Task.Delay(D3HotDelay, cancel);
    }

    [Arc<PowerState>(D3Hot, D0)]
    private async ValueTask WakeAsync()
    {
        // Once begun it is brought to its end: a function without its configuration would be of no use.
        SetPowerState(D0);
        await Task.Delay(D3HotDelay, CancellationToken.None);
        RestoreConfiguration();
    }

    [Arc<PowerState>(D3Hot, D3Cold)]
    private void RemovePower() => function.SetPower(isOn: false);

    [Arc<PowerState>(D3Cold, D0)]
    private async ValueTask ApplyPowerAsync()
    {
        function.SetPower(isOn: true);
        await Task.Delay(D3HotDelay, CancellationToken.None);
        RestoreConfiguration();
    }

    [OnReset]
    private void CyclePower()
    {
        function.SetPower(isOn: false);
        function.SetPower(isOn: true);
    }

    private void SetPowerState(PowerState state)
    {
        function.Write(PciFunction.Pmcsr, (ushort)state);
        if (function.Read(PciFunction.Pmcsr) != (ushort)state)
            throw new MigrationException(Errno.EIO, $"The function does not go to {state}.");
    }

    private void RestoreConfiguration()
    {
        for (int word = 0; word < PciFunction.Words; word++)
        {
            if (word != PciFunction.Pmcsr)
                function.Write(word, _saved[word]);
        }
    }
}
