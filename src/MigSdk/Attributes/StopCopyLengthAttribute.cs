using System;

namespace MigSdk;

/// <summary>
/// Marks the method without parameters, returning <see cref="long"/>, that estimates how many bytes the device's state
/// takes in STOP_COPY: the answer to <c>VFIO_DEVICE_FEATURE_MIG_DATA_SIZE</c>.
/// </summary>
/// <remarks>It may be asked in any state, from any thread, also while a transition is in flight.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StopCopyLengthAttribute : Attribute;
