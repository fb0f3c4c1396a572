using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Uapi;

/// <summary>
/// A driver behind the ioctls of <c>include/uapi/linux/vfio.h</c>: a request's number and its argument's memory in, 0 or a
/// negative errno out. A shim in any language can sit on it.
/// </summary>
/// <remarks>
/// One request at a time changes the state; others may come meanwhile from any thread. The same rules as in the kernel's
/// core hold, in the same order.
/// </remarks>
/// <typeparam name="TDriver">The driver's class, whose static answers are used.</typeparam>
public sealed class DeviceIoctl<TDriver>
    where TDriver : class, IMigrationDriver
{
    private readonly TDriver _driver;
    private readonly DmaLoggingIoctl? _logging;

    /// <summary>Puts a driver behind ioctls.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="logging">The device's DMA logging; null where it has none (ENOTTY).</param>
    /// <param name="memory">
    /// The memory that the pointers of DMA logging speak of; null where there is none, so that they give EFAULT.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="driver"/> is null.</exception>
    public DeviceIoctl(TDriver driver, DmaLogging? logging = null, IUserMemory? memory = null)
    {
        ArgumentNullException.ThrowIfNull(driver);
        _driver = driver;
        _logging = logging is null ? null : new DmaLoggingIoctl(logging, memory);
    }

    /// <summary>The descriptors of the sessions that requests have opened.</summary>
    public DataDescriptors Descriptors { get; } = new();

    /// <summary>Carries out an ioctl on the device.</summary>
    /// <param name="request">
    /// The request's number: <see cref="UapiRequest.DeviceFeature"/>, <see cref="UapiRequest.DeviceReset"/> or
    /// <see cref="UapiRequest.MigArcSupported"/>.
    /// </param>
    /// <param name="argument">The argument's memory; answers are written into it.</param>
    /// <param name="cancel">Stops a transition after the step that is in flight.</param>
    /// <returns>
    /// 0, or a negative errno: -ENOTTY for a request or feature that there is not; -EFAULT where the argument is shorter than
    /// its layout; -EINVAL where it makes no sense or a transition is not supported; -EOPNOTSUPP as the answer of
    /// <see cref="UapiRequest.MigArcSupported"/>; -ECANCELED; else the driver's errno.
    /// </returns>
    public async ValueTask<int> IoctlAsync(uint request, Memory<byte> argument, CancellationToken cancel = default)
    {
        try
        {
            Errno errno = request switch
            {
                UapiRequest.DeviceFeature => await FeatureAsync(argument, cancel).ConfigureAwait(false),
                UapiRequest.DeviceReset => await ResetAsync().ConfigureAwait(false),
                UapiRequest.MigArcSupported => ArcSupportedRequest.Answer<TDriver, MigrationState>(argument.Span),
                _ => Errno.ENOTTY,
            };
            return Result.Of(errno);
        }
        catch (Exception cause)
        {
            return Result.Of(cause);
        }
    }

    private async ValueTask<Errno> ResetAsync()
    {
        await _driver.ResetAsync().ConfigureAwait(false);
        return Errno.None;
    }

    private async ValueTask<Errno> FeatureAsync(Memory<byte> argument, CancellationToken cancel)
    {
        if (!Argument.TryRead(argument.Span, out DeviceFeatureHeader header))
            return Errno.EFAULT;
        if (!FeatureRules.TryAdmit(header, IsAvailable(header.Feature), out Errno answer))
            return answer;
        Memory<byte> data = argument[DeviceFeatureHeader.Size..];
        if (data.Length < FeatureRules.DataSizeOf(header.Feature))
            return Errno.EFAULT;

        bool isSet = header.Operations.HasFlag(FeatureOperations.Set);
        switch (header.Feature)
        {
            case DeviceFeature.Migration:
                Argument.Write(data.Span, new MigrationFlags(TDriver.Features));
                break;
            case DeviceFeature.MigDeviceState when isSet:
                return await SetStateAsync(data, cancel).ConfigureAwait(false);
            case DeviceFeature.MigDeviceState:
                Argument.Write(data.Span, new DeviceState(_driver.State, DataDescriptor: -1));
                break;
            case DeviceFeature.MigDataSize:
                Argument.Write(data.Span, new MigDataSize((ulong)_driver.StopCopyLength.GetValueOrDefault()));
                break;
            case DeviceFeature.MigPreCopyInfoV2:
                Descriptors.AnswersPreCopyFlags = true;
                break;
            default:
                _logging!.CarryOut(header.Feature, data.Span, cancel);
                break;
        }

        return Errno.None;
    }

    private async ValueTask<Errno> SetStateAsync(Memory<byte> data, CancellationToken cancel)
    {
        Argument.TryRead(data.Span, out DeviceState asked);
        Errno errno = Errno.None;
        int descriptor = -1;
        try
        {
            MigrationSession? session = await _driver.SetStateAsync(asked.State, cancel).ConfigureAwait(false);
            if (session is not null)
                descriptor = Descriptors.Install(session);
        }
        catch (MigrationException failure)
        {
            errno = failure.Errno;
        }

        // Also after a failure: the caller must not take what it had put there for a descriptor.
        Argument.Write(data.Span, asked with { DataDescriptor = descriptor });
        return errno;
    }

    private bool IsAvailable(DeviceFeature feature) => feature switch
    {
        DeviceFeature.DmaLoggingStart or DeviceFeature.DmaLoggingStop or DeviceFeature.DmaLoggingReport => _logging is not null,
        DeviceFeature.MigDataSize => _driver.StopCopyLength is not null,
        DeviceFeature.MigPreCopyInfoV2 => TDriver.Features.HasFlag(MigrationFeatures.PreCopy),
        _ => true,
    };
}
