namespace Holdfast.Configuration;

public enum HashSource : byte
{
    ClientAddress = 0,
    Path,
    Header,
    Cookie,
}
