namespace MigSdk.Testing.Tests;

/// <summary>Does not send blocks that are zero, and as a destination leaves them as they are.</summary>
internal sealed class KeepsOldBlocks : CardDevice
{
    internal override bool Sends(int block) => !IsZero(block);

    protected override void Replace(CardImage image)
    {
        byte[] old = CopyMemory();
        for (int block = 0; block < Blocks; block++)
        {
            if (!image.Has[block])
                System.Array.Copy(old, block * BlockBytes, image.Memory, block * BlockBytes, BlockBytes);
        }

        base.Replace(image);
    }
}
