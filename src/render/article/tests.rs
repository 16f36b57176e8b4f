
#[test] fn x() { let look = super::Look { width: Some(80), ..super::Look::default() };
 println!("{}", super::article(&super::super::samples::known(), look));
 println!("{}", super::article(&super::super::samples::unknown(), look));
 println!("{}", super::extracted(&super::super::samples::known(), look));
 println!("{}", super::candidates(&[super::super::samples::known()]));
}
