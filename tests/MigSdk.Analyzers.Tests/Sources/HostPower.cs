using System;
using System.Threading.Tasks;
using MigSdk;

namespace Hosts;

// A spec without sessions and features.
public sealed class PowerManager<TFunction>(TFunction function)
    where TFunction : IStateMachineDriver<PowerState>
{
    public async Task SleepAsync(bool isDeep)
    {
        await function.SetStateAsync(isDeep ? PowerState.D3Hot : PowerState.D3Cold);
        if (TFunction.ArcSupported(function.State, PowerState.D1))
            await function.SetStateAsync(PowerState.D1);
    }

    public ValueTask<MigrationSession?> WakeAsync() => function.SetStateAsync(PowerState.D0);

    public static string Describe(PowerState state) => state switch
    {
        PowerState.D0 => "works",
        PowerState.D1 or PowerState.D2 => "sleeps lightly",
        > PowerState.D2 => "sleeps",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static int Depth(PowerState state) => (int)state;

    public static PowerState Deeper(PowerState one, PowerState other) => (PowerState)Math.Max((int)one, (int)other);
}

public static class Functions
{
    public static Task SleepAsync(Full function) => new PowerManager<Full>(function).SleepAsync(isDeep: true);

    public static void Doze(Full function)
    {
        function.SetState(PowerState.D1);
        function.SetState(PowerState.D2);
    }

    public static bool IsAtLinkSpeed(LinkFeatures features) => features == LinkFeatures.Sleep || features == LinkFeatures.None;
}
