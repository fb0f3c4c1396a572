using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace MigSdk.Uapi.Tests;

/// <summary>Feature requests as a host makes them.</summary>
internal static class Calls
{
    internal static byte[] Request<T>(DeviceFeature feature, FeatureOperations operations, T data)
        where T : unmanaged
    {
        int size = Unsafe.SizeOf<T>();
        byte[] argument = new byte[DeviceFeatureHeader.Size + size];
        MemoryMarshal.Write(argument, new DeviceFeatureHeader(feature, operations, size));
        MemoryMarshal.Write(argument.AsSpan(DeviceFeatureHeader.Size), data);
        return argument;
    }

    internal static byte[] Request(DeviceFeature feature, FeatureOperations operations)
    {
        byte[] argument = new byte[DeviceFeatureHeader.Size];
        MemoryMarshal.Write(argument, new DeviceFeatureHeader(feature, operations, 0));
        return argument;
    }

    internal static T Data<T>(byte[] argument)
        where T : unmanaged => MemoryMarshal.Read<T>(argument.AsSpan(DeviceFeatureHeader.Size));

    internal static async Task<(int Result, T Data)> FeatureAsync<TDriver, T>(
        this DeviceIoctl<TDriver> device, DeviceFeature feature, FeatureOperations operations, T data)
        where TDriver : class, IMigrationDriver
        where T : unmanaged
    {
        byte[] argument = Request(feature, operations, data);
        int result = await device.IoctlAsync(UapiRequest.DeviceFeature, argument);
        return (result, Data<T>(argument));
    }

    /// <summary>SET of the device state, with rubbish where the descriptor will be.</summary>
    internal static async Task<(int Result, int Descriptor)> SetStateAsync<TDriver>(
        this DeviceIoctl<TDriver> device, MigrationState state)
        where TDriver : class, IMigrationDriver
    {
        (int result, DeviceState data) = await device.FeatureAsync(
            DeviceFeature.MigDeviceState, FeatureOperations.Set, new DeviceState(state, 4711));
        return (result, data.DataDescriptor);
    }

    internal static async Task<MigrationState> GetStateAsync<TDriver>(this DeviceIoctl<TDriver> device)
        where TDriver : class, IMigrationDriver
    {
        (int result, DeviceState data) = await device.FeatureAsync(
            DeviceFeature.MigDeviceState, FeatureOperations.Get, new DeviceState((MigrationState)99, 4711));
        Xunit.Assert.Equal((0, -1), (result, data.DataDescriptor));
        return data.State;
    }
}
