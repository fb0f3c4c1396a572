using System;
using Xunit;
using Xunit.Abstractions;

namespace MigSdk.Testing.Tests;

/// <summary>
/// What the guards of the host are there for: each is taken out of its source text, and then exactly the law is violated that
/// it stands for. A text that is not there any more fails the test, too.
/// </summary>
public sealed class OrchestratorModelGuardTests(ITestOutputHelper output)
{
    private const int WithoutP2P = 0;
    private const int WithP2P = 1;
    private const int LongestReport = 2000;

    [Fact]
    public void Without_a_look_at_the_source_before_the_destination_runs_both_would_run() => Violates(
        Law.NeverBothRun,
        new("Migration/StoppedSource.cs", "return state == MigrationState.StopCopy", "return state >= MigrationState.Error"));

    [Fact]
    public void Without_a_look_at_the_destination_before_it_runs_it_would_run_on_nothing() => Violates(
        Law.SuccessIsTrue, new("Migration/DestinationEnd.cs", "if (!hadRun)", "if (false)"));

    [FullModelFact]
    public void Without_doubt_about_a_destination_that_does_not_answer_both_would_run() => Violates(
        Law.NeverBothRun,
        new("Planning/Recovery.cs", "null => DestinationFate.MayHaveRun", "null => DestinationFate.NeverRan"));

    [FullModelFact]
    public void Without_doubt_from_the_order_on_both_would_run() => Violates(
        Law.NeverBothRun, new("Migration/DestinationEnd.cs", "if (target.IsRunning())", "if (false)"));

    [Fact]
    public void Without_doubt_from_the_order_on_both_would_run_on_two_hosts() => Violates(
        Law.NeverBothRun,
        new("Migration/DestinationEnd.cs", "if (target.IsRunning())", "if (false)"),
        ModelSystem.Remote);

    [Fact]
    public void Without_doubt_about_one_in_ERROR_that_has_run_the_source_would_go_on_after_it() => Violates(
        Law.TheSourceStaysStopped,
        new(
            "Planning/Recovery.cs",
            "Error when hadRun => DestinationFate.MayHaveRun",
            "Error when hadRun => DestinationFate.NeverRan"),
        destination: WithP2P);

    [FullModelFact]
    public void Without_waiting_for_what_is_on_its_way_a_late_answer_would_have_both_run() => Violates(
        Law.NeverBothRun,
        new("Migration/OperationGuard.cs", "return _leftBehind.TrueForAll(static task => task.IsCompleted)", "return true"),
        mishaps: 3);

    [Fact]
    public void Without_a_reset_of_a_destination_that_may_have_run_the_error_would_not_be_true() => Violates(
        Law.TheErrorIsTrue,
        new(
            "Migration/DestinationEnd.cs",
            "            await ResetAsync().ConfigureAwait(false);\n            return await Guard",
            "            return await Guard"),
        mishaps: 2);

    [Fact]
    public void Without_an_end_of_patience_a_device_that_does_not_answer_would_hold_the_host_for_ever() => Violates(
        Law.AlwaysAWayOut,
        new("Migration/OperationGuard.cs", "task.WaitAsync(options.UnresponsiveAfter, options.TimeProvider)", "task"));

    [FullModelFact]
    public void Without_a_time_limit_a_device_that_does_not_answer_would_hold_the_host_for_ever() => Violates(
        Law.AlwaysAWayOut,
        new(
            "Migration/OperationGuard.cs",
            "options.OperationTimeout,\n            Timeout",
            "Timeout.InfiniteTimeSpan,\n            Timeout"));

    [FullModelFact]
    public void Without_an_ear_for_silence_a_receiver_would_wait_for_ever() => Violates(
        Law.AlwaysAWayOut, new("Remote/Link/MigrationLink.cs", "                NoticeSilence();\n", ""), ModelSystem.Remote);

    [Fact]
    public void Without_the_word_for_it_both_would_be_lost_unsaid() => Violates(
        Law.LossIsSaid,
        new("Migration/MigrationRun.Recovery.cs", "false => RunningSide.Neither", "false => RunningSide.Source"),
        mishaps: 3);

    [FullModelFact]
    public void Without_a_note_of_the_reset_a_loss_would_not_be_said() => Violates(
        Law.LossIsSaid,
        new("Migration/SourceEnd.cs", "WasReset = hasReset || state == MigrationState.Running", "WasReset = false"),
        mishaps: 2);

    [FullModelFact]
    public void Without_a_note_of_a_reset_that_was_not_answered_a_loss_would_not_be_said() => Violates(
        Law.LossIsSaid, new("Migration/SourceEnd.cs", "        MayHaveBeenReset = true;\n", ""), mishaps: 2);

    [Fact]
    public void Without_the_sentence_for_it_nobody_would_know_the_way_back() => Violates(
        Law.TheWayBackIsNamed, new("Migration/FailureFacts.cs", " has not run. {WayBack}", " has not run."), mishaps: 3);

    [Fact]
    public void Without_a_refusal_before_the_order_it_would_be_unknown_what_was_never_ordered() => Violates(
        Law.UnknownOnlyInTheWindow,
        new(
            "Remote/Sending/RemoteDestination.cs",
            "        ThrowIfRefused();\n        return state;",
            "        return state;"),
        ModelSystem.Remote);

    [Fact]
    public void Without_the_senders_last_word_a_receiver_would_not_know_what_the_sender_knows() => Violates(
        Law.NoContradiction,
        new(
            "Remote/Receiving/ReceivingRun.cs",
            "IsKnownToSender = _farewell?.Side == RunningSide.Destination",
            "IsKnownToSender = true"),
        ModelSystem.Remote);

    [FullModelFact]
    public void Without_a_receiver_that_goes_on_alone_the_reports_would_contradict_each_other() => Violates(
        Law.NoContradiction,
        new(
            "Remote/Receiving/ReceivingRun.cs",
            "if (_device.Fate == DestinationFate.Runs)\n        {\n            _workload",
            "if (false)\n        {\n            _workload"),
        ModelSystem.Remote);

    private void Violates(
        Law law,
        Removal guard,
        ModelSystem system = ModelSystem.Local,
        int destination = WithoutP2P,
        int mishaps = 1)
    {
        ModelReport report = ControlledHost.Compile(guard).Explore(system, WithoutP2P, destination, mishaps, until: law);
        foreach ((Law violated, string how) in report.Violations)
            output.WriteLine($"{violated}: {how[..Math.Min(how.Length, LongestReport)]}");
        Assert.Equal([law], report.Violations.Keys);
    }
}
