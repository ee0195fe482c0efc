-- case: savepoints without end
-- given
create table t (id bigint primary key);
-- step
-- expect subtransaction-overuse
savepoint s0;
savepoint s1;
savepoint s2;
savepoint s3;
savepoint s4;
savepoint s5;
savepoint s6;
savepoint s7;
savepoint s8;
savepoint s9;
savepoint s10;
savepoint s11;
savepoint s12;
savepoint s13;
savepoint s14;
savepoint s15;
savepoint s16;
savepoint s17;
savepoint s18;
savepoint s19;
savepoint s20;
savepoint s21;
savepoint s22;
savepoint s23;
savepoint s24;
savepoint s25;
savepoint s26;
savepoint s27;
savepoint s28;
savepoint s29;
savepoint s30;
savepoint s31;
savepoint s32;
savepoint s33;
savepoint s34;
savepoint s35;
savepoint s36;
savepoint s37;
savepoint s38;
savepoint s39;
savepoint s40;
savepoint s41;
savepoint s42;
savepoint s43;
savepoint s44;
savepoint s45;
savepoint s46;
savepoint s47;
savepoint s48;
savepoint s49;
savepoint s50;
savepoint s51;
savepoint s52;
savepoint s53;
savepoint s54;
savepoint s55;
savepoint s56;
savepoint s57;
savepoint s58;
savepoint s59;
savepoint s60;
savepoint s61;
savepoint s62;
savepoint s63;
savepoint s64;
insert into t values (1);
-- case: a block that catches in a loop
-- given
create table t (id bigint primary key);
-- step
-- expect subtransaction-overuse
do $$
begin
  for n in 1..100 loop
    begin
      insert into t values (n);
    exception when unique_violation then
      null;
    end;
  end loop;
end $$;
