using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace MigSdk.EndToEnd.Guest;

/// <summary>A program that is spoken to line by line. It is killed at the end if it has not ended by then.</summary>
internal sealed class LineProcess : IAsyncDisposable
{
    // Room for a guest that boots beside a dozen builds.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _transcript = new();

    internal LineProcess(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, received) => Receive(received.Data);
        _process.ErrorDataReceived += (_, received) => Note(received.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All that has been said in both directions, for the report of a failure.</summary>
    internal string Transcript
    {
        get
        {
            lock (_transcript)
                return _transcript.ToString();
        }
    }

    internal async Task SayAsync(string line)
    {
        Note($"> {line}");
        await _process.StandardInput.WriteAsync(line + "\n");
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>How many descriptors it has open.</summary>
    internal int DescriptorCount => Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Length;

    /// <summary>Whether it has a file of that name mapped into its memory.</summary>
    internal bool HasMapped(string name) => File.ReadAllText($"/proc/{_process.Id}/maps").Contains(name, StringComparison.Ordinal);

    /// <summary>Takes lines up to and including the first that is meant.</summary>
    internal async Task<List<string>> HearAsync(Func<string, bool> isMeant, string what)
    {
        var heard = new List<string>();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            do
            {
                heard.Add(await _lines.Reader.ReadAsync(limit.Token));
            }
            while (!isMeant(heard[^1]));
            return heard;
        }
        catch (Exception cause) when (cause is OperationCanceledException or ChannelClosedException)
        {
            string end = _process.HasExited ? $"It ended with {_process.ExitCode}." : "It is still running.";
            throw new TimeoutException($"{what} did not come. {end} What was said:\n{Transcript}", cause);
        }
    }

    /// <summary>Takes lines up to and including the one.</summary>
    internal Task<List<string>> HearAsync(string line) => HearAsync(heard => heard == line, $"\"{line}\"");

    /// <summary>Ends it at once, as a crash would.</summary>
    internal async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as a service manager does, and waits for it.</summary>
    internal async Task<int> TerminateAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void Receive(string? line)
    {
        Note(line);
        if (line is null)
            _lines.Writer.TryComplete();
        else
            _lines.Writer.TryWrite(line.TrimEnd('\r'));
    }

    private void Note(string? line)
    {
        lock (_transcript)
            _transcript.Append(line).Append('\n');
    }
}
