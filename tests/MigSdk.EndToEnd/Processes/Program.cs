using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace MigSdk.EndToEnd.Processes;

/// <summary>One process of a migration, which can be killed.</summary>
internal sealed class Program : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "MigSdk.ServedDevice.dll");

    private readonly Process _process;
    private readonly List<string> _lines = [];

    private Program(Process process) => _process = process;

    internal string Output => string.Join('\n', _lines);

    internal bool IsKilled { get; private set; }

    /// <summary>What has become of it, for messages.</summary>
    internal string Describe() =>
        (_process.HasExited ? $"The process has ended with {_process.ExitCode}." : "The process runs.") + $"\n{Output}";

    internal static Program Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var program = new Program(Process.Start(start)!);
        program._process.ErrorDataReceived += (_, line) => program._lines.Add(line.Data ?? "");
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Waits until it says that it is ready.</summary>
    /// <returns>False where it was killed before.</returns>
    internal async Task<bool> IsReadyAsync()
    {
        string? line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return line == "ready" || (IsKilled ? false : throw new InvalidOperationException($"{line}\n{Output}"));
    }

    /// <summary>Kills it as the kernel does: nothing in it runs any more when this returns.</summary>
    internal void Kill()
    {
        IsKilled = true;
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>The last line that it printed; empty where it was killed.</returns>
    internal async Task<string> EndAsync()
    {
        string output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _lines.Add(output);
        return output.TrimEnd().Split('\n')[^1];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            try
            {
                await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
            }
            catch (TimeoutException)
            {
                _process.Kill();
            }
        }

        _process.Dispose();
    }
}
