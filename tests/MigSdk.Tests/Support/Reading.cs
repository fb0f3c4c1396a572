using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.ReadOutcome;

namespace MigSdk.Tests;

/// <summary>Reading as a host does.</summary>
internal static class Reading
{
    internal static async Task<byte[]> ReadToEnd(this SavingSession session, int size)
    {
        var all = new List<byte>();
        var buffer = new byte[size];
        while (true)
        {
            SessionRead read = await session.ReadAsync(buffer).Soon();
            if (read.Outcome == EndOfStream)
                return [.. all];
            Assert.Equal(Bytes, read.Outcome);
            Assert.InRange(read.Count, 1, size);
            all.AddRange(buffer.AsSpan(0, read.Count));
        }
    }
}
