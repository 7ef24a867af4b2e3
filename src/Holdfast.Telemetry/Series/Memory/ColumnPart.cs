namespace Holdfast.Telemetry.Series;

/// <summary>Two minutes of one signal: one value for a run of seconds where it did not change, else a block. 12 bytes, no reference.</summary>
internal struct ColumnPart
{
    /// <summary>Which two minutes, counted from 1970; 0 is unused.</summary>
    public int Number;

    /// <summary>Of the <see cref="BlockStore"/>, plus one; 0 for a run.</summary>
    public int Block;

    /// <summary>Value of the run.</summary>
    public ushort Code;

    /// <summary>First second of the run in the part.</summary>
    public byte First;

    /// <summary>Seconds of the run.</summary>
    public byte Count;
}
