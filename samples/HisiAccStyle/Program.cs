using Samples.Devices;
using Samples.HisiAccStyle;

return await Walkthrough.RunAsync(device => new HisiAccDriver(device));
