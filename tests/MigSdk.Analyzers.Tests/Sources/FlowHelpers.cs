using System;
using System.Threading.Tasks;
using MigSdk;

public static class Helpers
{
    public static byte[] Buffer { get; } = new byte[16];

    public static bool Flip { get; set; }

    public static void Work()
    {
    }

    public static void Use(params object?[] things)
    {
    }

    public static void Move(IMigrationDriver driver) => driver.Reset();

    public static async Task CopyAsync(SavingSession from, ResumingSession to)
    {
        byte[] buffer = new byte[4096];
        for (SessionRead read; (read = await from.ReadAsync(buffer)).Outcome == ReadOutcome.Bytes;)
            await to.WriteAsync(buffer.AsMemory(0, read.Count));
    }
}

public sealed class Keeper(Nic nic)
{
    public Nic Fresh => new();

    public void Restart() => nic.Reset();
}
