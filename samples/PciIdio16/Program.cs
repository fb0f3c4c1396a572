using Samples.PciIdio16;

return await new Demonstration().RunAsync() ? 0 : 1;
