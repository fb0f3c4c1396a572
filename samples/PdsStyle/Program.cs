using Samples.Devices;
using Samples.PdsStyle;

return await Walkthrough.RunAsync(device => new PdsDriver(device));
