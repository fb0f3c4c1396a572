using System;
using System.Threading.Tasks;
using MigSdk;
using static MigSdk.MigrationState;

namespace Tests;

public sealed class NicTests
{
    private readonly Nic _nic = new();

    public void The_error_state_is_no_target()
    {
        TransitionException<MigrationState> failure = Assert.Throws<TransitionException<MigrationState>>(() => _nic.SetState(Error));
        Assert.Equal(Errno.EINVAL, failure.Errno);
        Assert.Throws<TransitionException<MigrationState>>(() => { _nic.SetState(Stop); _nic.SetState((MigrationState)9); });
        Assert.Equal(Errno.EINVAL, Assert.Throws<MigrationException>(() => _nic.SetState((MigrationState)99)).Errno);
    }

    public async Task Nor_asynchronously()
    {
        await Assert.ThrowsAsync<MigrationException>(() => _nic.SetStateAsync(Error).AsTask());
        await Assert.ThrowsAsync<MigrationException>(async () => await _nic.SetStateAsync(Error));
        Task call = _nic.SetStateAsync((MigrationState)8).AsTask();
        await Assert.ThrowsAsync<MigrationException>(() => call);
        Exception? thrown = await Record.ExceptionAsync(() => _nic.SetStateAsync(Error).AsTask());
        Assert.NotNull(thrown);
    }

    public void Nor_by_way_of_a_local()
    {
        Action act = () => _nic.SetState(Error);
        act.Should().Throw<MigrationException>();

        Func<object?> other = () => _nic.SetState(Error);
        Assert.That(other, Throws.Exception);
        Assert.That(() => _nic.SetState(Error), Throws.Exception);

        void Local() => _nic.SetState(Error);
        Assert.Throws<MigrationException>(Local);
    }

    public void Nor_in_a_try()
    {
        try
        {
            _nic.SetState(Error);
            Assert.Fail("It went to the error state.");
        }
        catch (TransitionException<MigrationState> refusal)
        {
            Assert.Equal(Errno.EINVAL, refusal.Errno);
        }

        try
        {
            _nic.SetState(Error);
        }
        catch (MigrationException)
        {
            return;
        }

        throw new InvalidOperationException();
    }

    [ExpectedException]
    public void Nor_where_an_attribute_says_so() => _nic.SetState(Error);

    public void Answers()
    {
        Assert.False(Nic.ArcSupported(StopCopy, PreCopy));
        Assert.True(!Nic.ArcSupported(Error, Running) && !Nic.ArcSupported((MigrationState)9, Running));
        Assert.False(Nic.TryGetNextState(StopCopy, PreCopy, out MigrationState next));
        Assert.Equal(StopCopy, next);
        Assert.True(Nic.GetPath(StopCopy, PreCopy).IsEmpty);
        Assert.Equal(0, Nic.GetPath(Stop, Stop).Length);
        Assert.False(Nic.SupportedTransitions.Contains(StopCopy, PreCopy));
        Assert.True(Nic.ArcSupported(Stop, Stop));

        bool answer = Nic.ArcSupported(Running, Error);
        Assert.False(answer);
        MigrationState[] path = Nic.GetPath(Running, Error).ToArray();
        Assert.Equal(0, path.Length);

        if (Nic.ArcSupported(StopCopy, PreCopy))
            throw new InvalidOperationException("It goes back to PRE_COPY.");

        bool isRight = Nic.ArcSupported(Running, Stop);
        isRight &= !Nic.ArcSupported(StopCopy, PreCopy);
        Assert.True(isRight);
    }

    public void Values()
    {
        Assert.Equal(MigrationFeatures.P2P, Nic.Features & MigrationFeatures.P2P);
        Assert.NotNull(_nic.SetState(Resuming));
        Assert.Null(Record.Exception(() => Nic.ArcSupported((MigrationState)99, Stop)));
        Assert.Null(Record.Exception(() => { _ = _nic.State; }));
        Assert.Equal(1, (int)Stop);
        foreach (uint value in new uint[] { 0, 8, uint.MaxValue })
            Assert.Throws<MigrationException>(() => _nic.SetState((MigrationState)value));
    }
}

// The face of the usual test libraries, as far as it is used here.
public static class Assert
{
    public static T Throws<T>(Func<object?> call) where T : Exception => throw new NotSupportedException();

    public static T Throws<T>(Action call) where T : Exception => throw new NotSupportedException();

    public static Task<T> ThrowsAsync<T>(Func<Task> call) where T : Exception => throw new NotSupportedException();

    public static void That(Func<object?> call, object constraint) { }

    public static void Fail(string why) { }

    public static void True(bool condition) { }

    public static void False(bool condition) { }

    public static void Null(object? value) { }

    public static void NotNull(object? value) { }

    public static void Equal<T>(T expected, T actual) { }
}

public static class Record
{
    public static Exception? Exception(Func<object?> call) => null;

    public static Exception? Exception(Action call) => null;

    public static Task<Exception?> ExceptionAsync(Func<Task> call) => Task.FromResult<Exception?>(null);
}

public static class Throws
{
    public static object Exception => new();
}

public sealed class ExpectedExceptionAttribute : Attribute;

public static class Fluent
{
    public static Action Should(this Action act) => act;

    public static void Throw<T>(this Action act) where T : Exception { }
}
