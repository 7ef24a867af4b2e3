using Holdfast.Networking;

namespace Holdfast.DataPlane.Relay;

/// <summary>A worker's kernel pipes for long bodies. Opened when first needed, kept empty in between. Worker thread only.</summary>
internal sealed class PipePool : IDisposable
{
    // 1 MiB is the largest that the kernel gives to everybody (fs.pipe-max-size); less room means more calls.
    private const int PipeBytes = 1024 * 1024;

    // Two descriptors each; past it bodies go through buffers, which costs copies but nothing else.
    private const int PipesMaximum = 64;

    private readonly IEventLoop loop;
    private readonly Stack<SplicePipe> idle = new(PipesMaximum);
    private int rented;

    public PipePool(IEventLoop loop)
    {
        this.loop = loop;
    }

    /// <summary>An empty pipe, or null at the bound and where the loop cannot splice.</summary>
    public SplicePipe? TryRent()
    {
        if (rented == PipesMaximum)
        {
            return null;
        }

        SplicePipe? pipe = idle.Count > 0 ? idle.Pop() : loop.TryOpenPipe(PipeBytes);
        rented += pipe is null ? 0 : 1;
        return pipe;
    }

    /// <summary>A pipe that still holds bytes of an unfinished body is closed: they must not get into the next one.</summary>
    public void Return(SplicePipe pipe)
    {
        rented--;
        if (pipe.IsEmpty)
        {
            idle.Push(pipe);
        }
        else
        {
            pipe.Dispose();
        }
    }

    public void Dispose()
    {
        while (idle.Count > 0)
        {
            idle.Pop().Dispose();
        }
    }
}
